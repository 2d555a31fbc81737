package org.isocenter.training.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.isocenter.platform.model.ReliabilityBin;

/**
 * How often what a head said came true, as bars against the diagonal of a head that can be taken at its word; beside it the same with calibration, where
 * there is one. Below each how many images fell into each bin.
 *
 * @param bins as the head says it
 * @param calibrated with its temperature; empty where it has none
 */
public record ReliabilityPicture(List<ReliabilityBin> bins, List<ReliabilityBin> calibrated) {
    private static final int SIDE = 300;
    private static final int COUNTS = 60;
    private static final int LEFT = 56;
    private static final int TOP = 34;
    private static final int BELOW = 44;
    private static final Color BAR = new Color(0x3b, 0x7d, 0xb8);
    private static final Color GAP = new Color(0xd6, 0x6b, 0x4a, 0x90);
    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color FAINT = new Color(0xaa, 0xaa, 0xaa);

    public ReliabilityPicture {
        bins = List.copyOf(bins);
        calibrated = List.copyOf(calibrated);
    }

    /** The picture as PNG; the same bins give the same bytes on one machine. */
    public byte[] png() {
        int panels = calibrated.isEmpty() ? 1 : 2;
        int width = LEFT + SIDE + 24;
        BufferedImage picture =
                new BufferedImage(panels * width, TOP + SIDE + 14 + COUNTS + BELOW, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        panel(pen, 0, "as the head says it", bins);
        if (panels == 2) {
            panel(pen, width, "calibrated", calibrated);
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void panel(Graphics2D pen, int from, String title, List<ReliabilityBin> bins) {
        int left = from + LEFT;
        int ground = TOP + SIDE;
        for (ReliabilityBin bin : bins) {
            int x = left + (int) Math.round(bin.low() * SIDE);
            int width = left + (int) Math.round(bin.high() * SIDE) - x - 1;
            int happened = (int) Math.round(bin.happened() * SIDE);
            int said = (int) Math.round(bin.said() * SIDE);
            pen.setColor(BAR);
            pen.fillRect(x, ground - happened, width, happened);
            pen.setColor(GAP);
            pen.fillRect(x, ground - Math.max(said, happened), width, Math.abs(said - happened));
        }
        counts(pen, left, ground + 14, bins);
        pen.setColor(INK);
        pen.drawRect(left, TOP, SIDE, SIDE);
        pen.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
        pen.drawLine(left, ground, left + SIDE, TOP);
        pen.setStroke(new BasicStroke(1));
        pen.drawString(title, left, TOP - 12);
        for (int tenth = 0; tenth <= 10; tenth += 5) {
            String text = "%.1f".formatted(tenth / 10.0).replace(',', '.');
            pen.drawString(text, left - 28, ground - tenth * SIDE / 10 + 4);
            pen.drawString(text, left + tenth * SIDE / 10 - 9, ground + 14 + COUNTS + 16);
        }
        pen.drawString("probability said", left + SIDE / 2 - 44, ground + 14 + COUNTS + 32);
        pen.rotate(-Math.PI / 2, from + 16.0, TOP + SIDE / 2.0);
        pen.drawString("share that came true", from + 16 - 56, TOP + SIDE / 2);
        pen.rotate(Math.PI / 2, from + 16.0, TOP + SIDE / 2.0);
    }

    private static void counts(Graphics2D pen, int left, int top, List<ReliabilityBin> bins) {
        long most = bins.stream().mapToLong(ReliabilityBin::samples).max().orElse(1);
        pen.setColor(FAINT);
        for (ReliabilityBin bin : bins) {
            int x = left + (int) Math.round(bin.low() * SIDE);
            int width = left + (int) Math.round(bin.high() * SIDE) - x - 1;
            int height = (int) Math.max(1, COUNTS * bin.samples() / most);
            pen.fillRect(x, top + COUNTS - height, width, height);
        }
    }
}
