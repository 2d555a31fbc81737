package org.isocenter.dicom.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Dictionary;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.study.InstanceRecord;

/** The de-identified headers that the index keeps: top-level text and numbers by keyword, short ones only. */
public final class Headers {
    private static final Set<Vr> LEFT_OUT =
            Set.of(Vr.SQ, Vr.OB, Vr.OW, Vr.OD, Vr.OF, Vr.OL, Vr.OV, Vr.UN, Vr.AT, Vr.UT, Vr.LT, Vr.ST);
    private static final int LONGEST = 512;

    private Headers() {}

    /**
     * The headers of a data set.
     *
     * @param takenAway keywords that the profile took away
     */
    public static Map<String, Object> of(Dataset dataset, Set<String> takenAway) {
        Map<String, Object> headers = new TreeMap<>();
        for (Element element : dataset) {
            if (!LEFT_OUT.contains(element.vr())
                    && dataset.octets(element.tag()).length() <= LONGEST) {
                Optional<String> keyword = Dictionary.keyword(element.tag());
                keyword.ifPresent(name -> value(dataset, element).ifPresent(value -> headers.put(name, value)));
            }
        }
        headers.put(InstanceRecord.TAKEN_AWAY, List.copyOf(takenAway));
        return headers;
    }

    private static Optional<Object> value(Dataset dataset, Element element) {
        List<?> values = isNumber(element.vr())
                ? Arrays.stream(dataset.doubles(element.tag()))
                        .mapToObj(Headers::plain)
                        .toList()
                : dataset.strings(element.tag());
        if (values.isEmpty() || values.stream().allMatch(""::equals)) {
            return Optional.empty();
        }
        return Optional.of(values.size() == 1 ? values.get(0) : List.copyOf(values));
    }

    private static boolean isNumber(Vr vr) {
        return vr == Vr.DS || vr == Vr.IS || !vr.isString();
    }

    private static Object plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? (Object) (long) number : (Object) number;
    }
}
