package org.isocenter.dicom.phantom;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * An invented person with everything that identifies one; none of the names means anything.
 *
 * @param family family name
 * @param given given name
 * @param female sex
 * @param id Patient ID
 * @param issuer who gave the ID
 * @param born date of birth
 * @param address where they live
 * @param phone telephone number
 * @param physician who referred them, family and given name joined by a caret
 */
record Person(
        String family,
        String given,
        boolean female,
        String id,
        String issuer,
        LocalDate born,
        String address,
        String phone,
        String physician) {

    private static final List<String> STARTS = List.of(
            "Vant", "Okon", "Bris", "Quell", "Marr", "Zeph", "Trand", "Ull", "Penny", "Fend", "Lacht", "Ostr", "Timb",
            "Calv", "Drev", "Hjelm", "Iskr", "Jorv", "Kest", "Nym");
    private static final List<String> MIDDLES = List.of("e", "a", "o", "i", "ö", "ü", "y");
    private static final List<String> ENDS = List.of(
            "rellis", "jaro", "quette", "inder", "bant", "rovik", "skar", "march", "whort", "drake", "ermann", "wenna");
    private static final List<String> GIVEN = List.of(
            "Adelka",
            "Borrin",
            "Cressa",
            "Dovic",
            "Elvara",
            "Farron",
            "Gisket",
            "Halvor",
            "Imelda",
            "Jasko",
            "Kirsa",
            "Lorcan",
            "Mirelle",
            "Nestor",
            "Ottoline",
            "Perrin");

    /** Invents the person with a number; the number alone keeps two people apart. */
    static Person invent(int number, String site, RandomGenerator random) {
        String letters = site.substring(0, 3).toUpperCase(Locale.ROOT);
        return new Person(
                family(random),
                pick(GIVEN, random),
                random.nextBoolean(),
                "%s-%04d-%03d".formatted(letters, random.nextInt(1000, 9999), number),
                site + " Registry",
                LocalDate.of(random.nextInt(1925, 2001), random.nextInt(1, 13), random.nextInt(1, 28)),
                "%d %s Lane, %s-on-Tarn".formatted(random.nextInt(1, 99), family(random), family(random)),
                "+1-555-%04d-%03d".formatted(random.nextInt(1000, 9999), number),
                family(random) + "^" + pick(GIVEN, random));
    }

    /** The name as DICOM writes it. */
    String name() {
        return family + "^" + given;
    }

    /** Strings of which none may be found after de-identification. */
    List<String> identifiers() {
        return List.of(name(), family, id, phone, address, physician);
    }

    private static String family(RandomGenerator random) {
        return pick(STARTS, random) + pick(MIDDLES, random) + pick(ENDS, random);
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
