package org.isocenter.dicom.burnedin;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.isocenter.platform.imaging.Frame;

/**
 * A made-up name, date or number written somewhere on a picture.
 *
 * @param frame the picture with the text
 * @param ink which pixels are letters
 * @param what the text and how it is written, for a failure's message
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WrittenText(Frame frame, boolean[] ink, String what) {
    private static final List<String> FONTS = List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED, Font.DIALOG);

    /**
     * Writes on grey values of 0 to 255: any font of 8 to 38 points, plain, bold or slanted, with soft or hard edges, white
     * or black as devices write, and one in four only 90 to 150 levels from the mean of what lies below.
     */
    static Optional<WrittenText> on(int rows, int columns, short[] picture, SplittableRandom random) {
        String text = text(random);
        Font font = new Font(
                FONTS.get(random.nextInt(FONTS.size())),
                random.nextInt(3),
                8 + (int) (30 * Math.pow(random.nextDouble(0, 1), 2)));
        boolean soft = random.nextInt(2) == 0;
        BufferedImage sheet = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = sheet.createGraphics();
        pen.setFont(font);
        pen.setColor(Color.WHITE);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING,
                soft ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        int width = pen.getFontMetrics().stringWidth(text) + 4;
        int height = pen.getFontMetrics().getHeight();
        if (width >= columns || height >= rows) {
            return Optional.empty();
        }
        int x = random.nextInt(columns - width);
        int y = random.nextInt(rows - height);
        pen.drawString(text, x + 2, y + pen.getFontMetrics().getAscent());
        double below = mean(picture, columns, new Area(x, y, x + width, y + height));
        double contrast = random.nextInt(4) == 0 ? random.nextDouble(90, 150) : 255;
        double level = below < 140 ? Math.min(255, below + contrast) : Math.max(0, below - contrast);
        boolean[] ink = new boolean[picture.length];
        short[] values = picture.clone();
        for (int i = 0; i < values.length; i++) {
            int cover = sheet.getRaster().getSample(i % columns, i / columns, 0);
            values[i] = (short) Math.round(values[i] + (level - values[i]) * cover / 255);
            ink[i] = cover > 128;
        }
        return Optional.of(new WrittenText(
                SampleFrames.grey(rows, columns, values),
                ink,
                "%s %s %d %s at %d,%d".formatted(text, font.getName(), font.getSize(), soft ? "soft" : "hard", x, y)));
    }

    private static double mean(short[] picture, int columns, Area area) {
        double sum = 0;
        for (int y = area.y0(); y < area.y1(); y++) {
            for (int x = area.x0(); x < area.x1(); x++) {
                sum += picture[y * columns + x];
            }
        }
        return sum / (area.width() * area.height());
    }

    private static String text(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> name(random) + " " + name(random);
            case 1 -> name(random).toUpperCase(Locale.ROOT) + "^" + name(random);
            case 2 ->
                "%02d.%02d.%d".formatted(random.nextInt(1, 29), random.nextInt(1, 13), random.nextInt(1930, 2010));
            case 3 -> "ID " + random.nextInt(100_000, 1_000_000);
            default -> "%d-%d".formatted(random.nextInt(1, 10), random.nextInt(1000, 10_000));
        };
    }

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(2, 5); i > 0; i--) {
            name.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18))).append("aeiou".charAt(random.nextInt(5)));
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** Share of the ink that lies within some areas. */
    double within(List<Area> areas) {
        int all = 0;
        int inside = 0;
        for (int i = 0; i < ink.length; i++) {
            if (ink[i]) {
                Area pixel = new Area(
                        i % frame.columns(), i / frame.columns(), i % frame.columns() + 1, i / frame.columns() + 1);
                all++;
                inside += areas.stream().anyMatch(pixel::overlaps) ? 1 : 0;
            }
        }
        return (double) inside / all;
    }
}
