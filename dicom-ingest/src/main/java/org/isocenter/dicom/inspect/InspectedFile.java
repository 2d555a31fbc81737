package org.isocenter.dicom.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one file.
 *
 * @param path as it was given
 * @param verdict accept, accept-with-warning or quarantine
 * @param reasons what is wrong, with attribute names and without values
 * @param transferSyntax UID
 * @param sopClass UID
 * @param dataset the header in the DICOM JSON model, where asked for
 * @param frames figures of every frame, where asked for
 */
@JsonInclude(Include.NON_NULL)
public record InspectedFile(
        String path,
        String verdict,
        List<String> reasons,
        @Nullable String transferSyntax,
        @Nullable String sopClass,
        @Nullable ObjectNode dataset,
        @Nullable List<InspectedFrame> frames) {}
