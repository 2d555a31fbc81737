package org.isocenter.training.weights;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/**
 * Reads one document of Python's pickle language, as far as state dicts need it: dictionaries, lists, tuples, words and numbers. Names of classes and
 * functions, calls of them and references to storages are handed to the caller, who says what they stand for; nothing is looked up or executed here
 * (<a href="https://docs.python.org/3/library/pickletools.html">pickletools</a> lists the instructions).
 */
final class Pickle {
    /** A state dict of a thousand tensors has some 40,000, and no name is a page long. */
    private static final int MOST_INSTRUCTIONS = 1_000_000;

    private static final int LONGEST_TEXT = 1 << 20;

    /** What Python calls None. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "None";
        }
    };

    /** A class or function by the name that a file gives it. */
    record Name(String module, String name) {
        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    /** A tuple of Python; lists are {@link List}, dictionaries {@link Map}, whole numbers {@link Long} or {@link BigInteger}. */
    record Tuple(List<Object> items) {
        Tuple {
            items = List.copyOf(items);
        }
    }

    /** Says what names, calls and references of a file stand for, and refuses those it does not know. */
    interface Meaning {
        /** Refuses a name that may not be loaded; called before anything is done with it. */
        void require(Name name);

        Object call(Name function, List<Object> arguments);

        Object reference(List<Object> id);
    }

    private final DataInputStream in;
    private final Meaning meaning;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memory = new HashMap<>();

    private Pickle(InputStream in, Meaning meaning) {
        this.in = new DataInputStream(in);
        this.meaning = meaning;
    }

    /**
     * Reads one document and leaves the stream behind its end.
     *
     * @throws PlatformException {@code WEIGHTS_UNREADABLE} where it is cut off or malformed
     */
    static Object read(InputStream in, Meaning meaning) throws IOException {
        try {
            return new Pickle(in, meaning).run();
        } catch (EOFException e) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE, "the weights file ends within its pickle; copy it again", e);
        } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            throw new PlatformException(
                    ErrorCode.WEIGHTS_UNREADABLE, "the pickle of the weights file is malformed; save it again", e);
        }
    }

    private Object run() throws IOException {
        for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
            int instruction = in.readUnsignedByte();
            if (instruction == '.') {
                return pop();
            }
            step(instruction);
        }
        throw TorchFile.unreadable("its pickle has more than %d instructions".formatted(MOST_INSTRUCTIONS));
    }

    private void step(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> in.readUnsignedByte(); // protocol
            case 0x95 -> in.readLong(); // length of a frame
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) in.readUnsignedByte());
            case 'M' -> stack.add((long) Short.toUnsignedInt(Short.reverseBytes(in.readShort())));
            case 'J' -> stack.add((long) integer());
            case 0x8a -> stack.add(whole(bytes(in.readUnsignedByte())));
            case 'G' -> stack.add(in.readDouble());
            case 'X', 'T' -> stack.add(text(integer()));
            case 0x8c, 'U' -> stack.add(text(in.readUnsignedByte()));
            case '(' -> marks.add(stack.size());
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']' -> stack.add(new ArrayList<>());
            case ')' -> stack.add(new Tuple(List.of()));
            case 0x85 -> stack.add(new Tuple(last(1)));
            case 0x86 -> stack.add(new Tuple(last(2)));
            case 0x87 -> stack.add(new Tuple(last(3)));
            case 't' -> stack.add(new Tuple(marked()));
            case 'a' -> append(last(1));
            case 'e' -> append(marked());
            case 's' -> put(last(2));
            case 'u' -> put(marked());
            case 'q' -> memory.put(in.readUnsignedByte(), top());
            case 'r' -> memory.put(integer(), top());
            case 0x94 -> memory.put(memory.size(), top());
            case 'h' -> stack.add(remembered(in.readUnsignedByte()));
            case 'j' -> stack.add(remembered(integer()));
            case 'c' -> name(line(), line());
            case 0x93 -> nameFromStack();
            case 'i' -> name(line(), line());
            case 'R' -> call();
            case 'Q' -> stack.add(meaning.reference(((Tuple) pop()).items()));
            case 'b' -> attributes();
            default ->
                throw new PlatformException(
                        ErrorCode.WEIGHTS_UNREADABLE,
                        "the pickle of the weights file has the instruction 0x%02x, which no state dict needs; save a state dict with torch.save"
                                .formatted(instruction));
        }
    }

    private void name(String module, String name) {
        Name found = new Name(module, name);
        meaning.require(found);
        stack.add(found);
    }

    private void nameFromStack() {
        String name = (String) pop();
        name((String) pop(), name);
    }

    private void call() {
        List<Object> arguments = ((Tuple) pop()).items();
        stack.add(meaning.call((Name) pop(), arguments));
    }

    /** PyTorch hangs versions of layers on the dictionary; they say nothing about tensors. */
    private void attributes() {
        pop();
        if (!(top() instanceof Map)) {
            throw new ClassCastException("attributes of what is no dictionary");
        }
    }

    @SuppressWarnings("unchecked") // lists hold any value
    private void append(List<Object> values) {
        ((List<Object>) top()).addAll(values);
    }

    @SuppressWarnings("unchecked") // dictionaries hold any value
    private void put(List<Object> pairs) {
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i) instanceof List || pairs.get(i) instanceof Map || pairs.get(i) instanceof Tuple) {
                throw new ClassCastException("a container as a key");
            }
            map.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> last(int count) {
        return above(stack.size() - count);
    }

    private List<Object> marked() {
        return above(marks.remove(marks.size() - 1));
    }

    private List<Object> above(int place) {
        List<Object> tail = stack.subList(place, stack.size());
        List<Object> values = new ArrayList<>(tail);
        tail.clear();
        return values;
    }

    private Object remembered(int place) {
        Object value = memory.get(place);
        if (value == null) {
            throw new IndexOutOfBoundsException(place);
        }
        return value;
    }

    private int integer() throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private String text(int length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length) throws IOException {
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IndexOutOfBoundsException(length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static Object whole(byte[] littleEndian) {
        byte[] turned = new byte[littleEndian.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = littleEndian[turned.length - 1 - i];
        }
        BigInteger value = turned.length == 0 ? BigInteger.ZERO : new BigInteger(turned);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }
}
