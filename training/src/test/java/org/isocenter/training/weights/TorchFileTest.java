package org.isocenter.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
    private static final int[] MATRIX = {2, 3};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tensors_come_out_as_they_went_in_whatever_form_and_type(boolean older) throws IOException {
        byte[] counter = TorchArchive.little(8).putLong(1L << 40).array();
        byte[] halves = {0, 0x3c, 0, (byte) 0xc0};
        TorchArchive archive = new TorchArchive().bytes('}', '(');
        archive.text("a").floats(MATRIX, new int[] {3, 1}, older, 1, -2, 3, 4, 5, 6);
        archive.text("turned").floats(MATRIX, new int[] {1, 2}, older, 1, 2, 3, 4, 5, 6);
        archive.text("n").tensor("LongStorage", counter, 1, 0, new int[0], new int[0], older);
        archive.text("h").tensor("HalfStorage", halves, 2, 1, new int[] {1}, new int[] {1}, older);
        archive.text("version").number(3).bytes('u', '.');
        Path file = older
                ? archive.legacy(folder.resolve("a.pth"), 6, 6, 1, 2)
                : archive.zip(folder.resolve("a.pth"), ZipEntry.STORED);

        assertThat(TorchFile.is(file)).isTrue();
        byte[] written = safetensors(file);
        SafetensorsHeader header = SafetensorsHeader.read(new ByteArrayInputStream(written));
        assertThat(header.entries()).extracting(SafetensorsHeader.Entry::name).containsExactly("a", "turned", "n", "h");
        assertThat(header.entries())
                .extracting(SafetensorsHeader.Entry::type)
                .containsExactly("F32", "F32", "I64", "F16");
        Weights read = Safetensors.read(new ByteArrayInputStream(written));
        assertThat(read.get("a").values()).containsExactly(1, -2, 3, 4, 5, 6);
        assertThat(read.get("turned").values()).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(read.get("h").values()).containsExactly(-2);
        byte[] values = Arrays.copyOfRange(written, written.length - 10, written.length - 2);
        assertThat(values).isEqualTo(counter);
    }

    @Test
    void a_checkpoint_with_one_state_dict_gives_that_one() throws IOException {
        TorchArchive archive =
                new TorchArchive().bytes('}', '(').text("epoch").number(7).text("model");
        archive.name("collections", "OrderedDict").bytes(')', 'R', '(').text("a");
        archive.floats(new int[] {1}, new int[] {1}, false, 5);
        archive.bytes('u', '}')
                .text("_metadata")
                .bytes('}', 's', 'b', 'u', '.'); // versions of layers, hung on the dictionary
        Path file = archive.zip(folder.resolve("c.pth"), ZipEntry.STORED);
        Weights read = Safetensors.read(new ByteArrayInputStream(safetensors(file)));
        assertThat(read.get("a").values()).containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource({"posix, system", "builtins, eval", "torchvision.models.resnet, ResNet", "torch, load"})
    void a_pickle_that_would_load_anything_else_is_refused_by_its_name(String module, String name) throws IOException {
        Path file = new TorchArchive()
                .name(module, name)
                .bytes('(')
                .text("echo")
                .bytes('t', 'R', '.')
                .zip(folder.resolve("evil.pth"), ZipEntry.STORED);
        assertThatThrownBy(() -> safetensors(file))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_UNSAFE))
                .hasMessageContaining("would load %s.%s,".formatted(module, name));
    }

    @Test
    void names_on_the_stack_and_old_instances_are_refused_too() throws IOException {
        Path stacked = new TorchArchive()
                .text("os")
                .text("system")
                .bytes(0x93, '.')
                .zip(folder.resolve("stacked.pth"), ZipEntry.STORED);
        assertThatThrownBy(() -> safetensors(stacked)).hasMessageContaining("would load os.system,");
        TorchArchive instance = new TorchArchive().bytes('(', 'i', 'o', 's', '\n', 's', 'y', 's', '\n', '.');
        Path old = instance.zip(folder.resolve("old.pth"), ZipEntry.STORED);
        assertThatThrownBy(() -> safetensors(old)).hasMessageContaining("would load os.sys,");
    }

    @Test
    void a_file_that_lies_about_its_values_is_refused() throws IOException {
        assertUnreadable(one().zip(folder.resolve("packed.pth"), ZipEntry.DEFLATED), "compressed");
        assertUnreadable(one().legacy(folder.resolve("count.pth"), 7), "not where it says");
        byte[] whole = Files.readAllBytes(one().legacy(folder.resolve("whole.pth"), 6));
        Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, whole.length - 1));
        assertUnreadable(cut, "ends within its values");
        Path shorter = Files.write(folder.resolve("short.pth"), Arrays.copyOf(whole, 60));
        assertUnreadable(shorter, "ends within its pickle");
        byte[] zip = Files.readAllBytes(one().zip(folder.resolve("zip.pth"), ZipEntry.STORED));
        Path half = Files.write(folder.resolve("half.pth"), Arrays.copyOf(zip, zip.length / 2));
        assertUnreadable(half, "cut off");
        TorchArchive far = new TorchArchive().bytes('}', '(').text("a");
        far.floats(new int[] {3, 3}, new int[] {3, 1}, false, 1, 2, 3, 4, 5, 6).bytes('u', '.');
        assertUnreadable(far.zip(folder.resolve("far.pth"), ZipEntry.STORED), "does not fit its storage");
    }

    @Test
    void what_is_no_state_dict_is_refused() throws IOException {
        assertUnreadable(archive(']', '.'), "no dictionary");
        assertUnreadable(archive('}', '.'), "no tensors");
        assertUnreadable(archive('.'), "malformed");
        assertUnreadable(archive('}', ']', ']', 's', '.'), "malformed");
        assertUnreadable(archive(0xff, '.'), "0xff");
        TorchArchive two = new TorchArchive().bytes('}', '(');
        two.text("student").bytes('}', '(').text("a").floats(new int[] {1}, new int[] {1}, false, 1);
        two.bytes('u').text("teacher").bytes('}', '(').text("a").floats(new int[] {1}, new int[] {1}, false, 2);
        two.bytes('u', 'u', '.');
        assertUnreadable(two.zip(folder.resolve("two.pth"), ZipEntry.STORED), "several, student, teacher");
    }

    @Test
    void a_pickle_without_end_is_refused() throws IOException {
        int[] nothing = new int[1_000_001];
        Arrays.fill(nothing, 'N');
        assertUnreadable(archive(nothing), "more than 1000000 instructions");
        assertUnreadable(archive('X', 0xff, 0xff, 0xff, 0x7f, '.'), "malformed");
    }

    private Path archive(int... pickle) throws IOException {
        return new TorchArchive().bytes(pickle).zip(folder.resolve("bad.pth"), ZipEntry.STORED);
    }

    private static TorchArchive one() {
        TorchArchive one = new TorchArchive().bytes('}', '(').text("a");
        return one.floats(MATRIX, new int[] {3, 1}, false, 1, 2, 3, 4, 5, 6).bytes('u', '.');
    }

    private static void assertUnreadable(Path file, String message) {
        assertThatThrownBy(() -> safetensors(file))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEIGHTS_UNREADABLE))
                .hasMessageContaining(message);
    }

    private static byte[] safetensors(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TorchFile torch = TorchFile.open(file)) {
            torch.writeSafetensors(UnaryOperator.identity(), out);
        }
        return out.toByteArray();
    }
}
