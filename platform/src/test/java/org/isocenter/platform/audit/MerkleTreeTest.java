package org.isocenter.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.isocenter.platform.digest.Sha256;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** Leaves and roots of the test suite of Certificate Transparency. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void roots_equal_those_of_certificate_transparency() {
        MerkleTree tree = new MerkleTree();
        List<String> roots = new ArrayList<>();
        for (String leaf : LEAVES) {
            tree.add(HexFormat.of().parseHex(leaf));
            roots.add(tree.root());
        }
        assertThat(roots).isEqualTo(ROOTS);
    }

    @Test
    void the_growing_tree_equals_the_definition_of_the_rfc() {
        List<byte[]> leaves = new ArrayList<>();
        MerkleTree tree = new MerkleTree();
        for (int n = 1; n <= 70; n++) {
            byte[] leaf = {(byte) n, 7};
            leaves.add(leaf);
            tree.add(leaf);
            assertThat(tree.root()).isEqualTo(Sha256.hex(definition(leaves)));
        }
    }

    @Test
    void no_leaves_have_the_hash_of_nothing() {
        assertThat(new MerkleTree().root())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /** RFC 6962 section 2.1, word by word. */
    private static byte[] definition(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return Sha256.of(new byte[] {0}, leaves.get(0));
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        byte[] left = definition(leaves.subList(0, k));
        byte[] right = definition(leaves.subList(k, leaves.size()));
        return Sha256.of(new byte[] {1}, Arrays.copyOf(left, 32), right);
    }
}
