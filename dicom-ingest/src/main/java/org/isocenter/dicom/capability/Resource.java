package org.isocenter.dicom.capability;

import java.util.List;

/**
 * A resource of the service.
 *
 * @param path relative to the resource above
 * @param transactions what can be done with it
 * @param resources those below it
 */
public record Resource(String path, List<Transaction> transactions, List<Resource> resources) {
    public Resource {
        transactions = List.copyOf(transactions);
        resources = List.copyOf(resources);
    }
}
