package org.isocenter.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.testing.SharedData;

/** The cells of {@code docs/access-matrix.md}, as people wrote them. */
record AccessMatrix(List<Row> rows) {
    /** The columns of the table and the user who stands for each. */
    static final Map<String, String> USER_OF_ROLE = users();

    /**
     * What an operation answers.
     *
     * @param operation method and path template
     * @param cells {@code yes} or {@code 403} by role
     * @param elsewhere whether the path names a project, so that another one's answers 404
     */
    record Row(String operation, Map<String, String> cells, boolean elsewhere) {
        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }

        String path() {
            return operation.substring(operation.indexOf(' ') + 1);
        }
    }

    static AccessMatrix read() throws IOException {
        return new AccessMatrix(Files.readAllLines(SharedData.root().resolve("docs/access-matrix.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(AccessMatrix::row)
                .toList());
    }

    private static Row row(String line) {
        List<String> fields = Arrays.stream(line.split("\\|", -1))
                .map(String::strip)
                .filter(field -> !field.isEmpty())
                .toList();
        Map<String, String> cells = new LinkedHashMap<>();
        for (String role : USER_OF_ROLE.keySet()) {
            cells.put(role, fields.get(1 + cells.size()));
        }
        return new Row(
                fields.get(0).replace("`", ""),
                cells,
                fields.get(fields.size() - 1).equals("404"));
    }

    private static Map<String, String> users() {
        Map<String, String> users = new LinkedHashMap<>();
        users.put("admin", "admin");
        users.put("data-steward", "steward");
        users.put("researcher", "researcher");
        users.put("radiologist", "radiologist");
        users.put("adjudicator", "adjudicator");
        users.put("auditor", "auditor");
        users.put("service", "pacs");
        return users;
    }
}
