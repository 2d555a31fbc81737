package org.isocenter.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.dicom.association.Caller;
import org.isocenter.dicom.config.DicomConfig;
import org.junit.jupiter.api.Test;

class CallersTest {
    private final Callers callers =
            new Callers(Map.of("PACS", peer("10.1.2.3"), "ROAMER", peer("*"), "LOST", peer("no-such-host.invalid")));

    @Test
    void anybody_may_call_from_this_machine() throws UnknownHostException {
        assertThat(admits("STRANGER", "127.0.0.1")).isTrue();
        assertThat(admits("STRANGER", "::1")).isTrue();
    }

    @Test
    void from_another_machine_a_title_is_let_in_from_its_host_alone() throws UnknownHostException {
        assertThat(admits("PACS", "10.1.2.3")).isTrue();
        assertThat(admits("PACS", "10.1.2.4")).isFalse();
        assertThat(admits("STRANGER", "10.1.2.3")).isFalse();
        assertThat(admits("pacs", "10.1.2.3")).isFalse();
    }

    @Test
    void a_star_lets_a_title_in_from_anywhere_and_a_host_without_address_from_nowhere() throws UnknownHostException {
        assertThat(admits("ROAMER", "10.9.9.9")).isTrue();
        assertThat(admits("LOST", "10.9.9.9")).isFalse();
    }

    @Test
    void an_archive_that_the_project_pulls_from_may_call_from_its_host() throws UnknownHostException {
        assertThat(admits("ARCHIVE", "10.7.7.7", List.of("10.7.7.7"))).isTrue();
        assertThat(admits("ARCHIVE", "10.7.7.8", List.of("10.7.7.7"))).isFalse();
    }

    private boolean admits(String calling, String address) throws UnknownHostException {
        return admits(calling, address, List.of());
    }

    private boolean admits(String calling, String address, List<String> archives) throws UnknownHostException {
        Caller caller = new Caller("ISOCENTER", calling, InetAddress.getByName(address), Optional.empty());
        return callers.admit(caller, archives);
    }

    private static DicomConfig.Peer peer(String host) {
        return new DicomConfig.Peer() {
            @Override
            public String host() {
                return host;
            }

            @Override
            public int port() {
                return 104;
            }

            @Override
            public Optional<String> certificate() {
                return Optional.empty();
            }

            @Override
            public boolean tls() {
                return false;
            }
        };
    }
}
