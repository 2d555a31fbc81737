package org.isocenter.dicom.capability;

import java.util.List;

/**
 * Something that can be done with a resource.
 *
 * @param method of HTTP
 * @param id the standard's name, without spaces
 * @param parameters of the query
 * @param takes media types of a request's body
 * @param gives media types of the answer, the default first
 */
public record Transaction(
        String method, String id, List<Parameter> parameters, List<String> takes, List<String> gives) {
    public Transaction {
        parameters = List.copyOf(parameters);
        takes = List.copyOf(takes);
        gives = List.copyOf(gives);
    }

    /**
     * A query parameter.
     *
     * @param options the values that are supported, where they can be counted
     */
    public record Parameter(String name, List<String> options) {
        public Parameter {
            options = List.copyOf(options);
        }

        static Parameter of(String name, String... options) {
            return new Parameter(name, List.of(options));
        }
    }
}
