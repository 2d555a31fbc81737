package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.cli.stack.StackScript.Said;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class BundleTest {
    @TempDir
    Path folder;

    @Test
    void the_bundle_starts_where_no_route_leads_out() throws Exception {
        Path archive = folder.resolve("bundle.tar.gz");
        Said made = StackScript.of(folder.resolve("unused")).call("bundle", archive.toString());
        assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
        assertThat(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", folder.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        Path home = folder.resolve("home");
        StackScript bundled = new StackScript(
                folder.resolve("isocenter/isocenter"),
                home,
                Map.of("HOME", Files.createDirectory(folder.resolve("nobody")).toString()));
        String check = "ip link set lo up && [ -z \"$(ip route show)\" ] && ip -o link | wc -l | grep -qx 1 || exit 99;"
                + " script=$1; ";
        Said said = bundled.callIn(
                ProcessMark.isRoot() ? List.of("unshare", "-n") : List.of("unshare", "-rn"),
                check + "\"$script\" up " + String.join(" ", StackScript.FREE_PORTS) + " || exit $?;"
                        + " \"$script\" status --json || exit $?; shift; set -- \"$script\" \"$@\"",
                "down");
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DONE);
        assertThat(said.err()).doesNotContain("Building").doesNotContain("Unpacking");
        assertThat(new ObjectMapper()
                        .readTree(json(said.out()))
                        .at("/worker/healthy")
                        .asBoolean())
                .isTrue();
        assertThat(bundled.processes()).isEmpty();
    }

    private static String json(String out) throws IOException {
        return out.substring(out.indexOf('{'), out.lastIndexOf('}') + 1);
    }
}
