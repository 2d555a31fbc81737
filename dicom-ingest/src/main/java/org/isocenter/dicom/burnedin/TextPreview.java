package org.isocenter.dicom.burnedin;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.imaging.Pixels;
import org.isocenter.platform.imaging.Png;

/**
 * A frame as a person must see it who judges whether it has text: no window hides anything, and what the detector found has a
 * red line around it. Where a few values far from all others would flatten the rest, a second picture beside the first leaves
 * them out.
 */
public final class TextPreview {
    private static final int GAP = 8;

    private TextPreview() {}

    /** The frame as a PNG. */
    public static byte[] png(Frame frame) {
        List<BufferedImage> pictures = frame.pixels() instanceof Pixels.Rgb8 colour
                ? List.of(colour(frame, colour.values()))
                : Levels.of(frame).stream().map(TextPreview::grey).toList();
        int wide = Math.max(1, pictures.size());
        BufferedImage sheet =
                new BufferedImage(wide * (frame.columns() + GAP) - GAP, frame.rows(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.RED);
        List<Area> found = new TextDetector().find(frame);
        for (int i = 0; i < pictures.size(); i++) {
            int left = i * (frame.columns() + GAP);
            pen.drawImage(pictures.get(i), left, 0, null);
            found.forEach(
                    area -> pen.drawRect(left + area.x0() - 1, area.y0() - 1, area.width() + 1, area.height() + 1));
        }
        pen.dispose();
        return Png.of(sheet);
    }

    private static BufferedImage grey(Levels levels) {
        BufferedImage picture = new BufferedImage(levels.columns(), levels.rows(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, levels.columns(), levels.rows(), levels.values());
        return picture;
    }

    private static BufferedImage colour(Frame frame, byte[] rgb) {
        BufferedImage picture = new BufferedImage(frame.columns(), frame.rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < frame.rows() * frame.columns(); i++) {
            int value = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | (rgb[3 * i + 2] & 0xff);
            picture.setRGB(i % frame.columns(), i / frame.columns(), value);
        }
        return picture;
    }
}
