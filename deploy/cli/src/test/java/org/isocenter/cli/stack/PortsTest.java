package org.isocenter.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void zero_becomes_a_free_port_and_no_two_are_the_same() {
        Ports ports = Ports.anyFree().reserve();
        assertThat(Set.of(ports.http(), ports.dicom(), ports.keycloak(), ports.database(), ports.worker()))
                .hasSize(5)
                .doesNotContain(0);
    }

    @Test
    void a_taken_port_is_named_with_its_option() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ports wished = new Ports(0, taken.getLocalPort(), 0, 0, 0);
            assertThatThrownBy(wished::reserve)
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE))
                    .hasMessageContaining("Port %d for DICOM".formatted(taken.getLocalPort()))
                    .hasMessageContaining("--dicom-port");
        }
    }

    @Test
    void a_number_that_is_no_port_is_refused() {
        assertThatThrownBy(() -> new Ports(0, 0, 70000, 0, 0)).hasMessageContaining("got 70000");
    }
}
