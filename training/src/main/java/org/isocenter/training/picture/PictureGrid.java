package org.isocenter.training.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.isocenter.training.view.Plane;

/**
 * Planes in rows and columns as one picture. Small planes are shown in whole multiples of their pixels, so that nothing is smoothed; the first column,
 * what a row is about, stands apart.
 *
 * @param rows planes of one size, values 0..1, in rows of one length
 */
public record PictureGrid(List<List<Plane>> rows) {
    private static final int LEAST_SIDE = 112;
    private static final int GAP = 4;
    private static final int FIRST_GAP = 16;
    private static final Color GROUND = new Color(0x20, 0x22, 0x26);

    public PictureGrid {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The picture as PNG; the same planes give the same bytes. */
    public byte[] png() {
        int side = side();
        int columns = rows.get(0).size();
        BufferedImage picture =
                new BufferedImage(left(columns, side), GAP + rows.size() * (side + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(GROUND);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                BufferedImage plane = image(rows.get(row).get(column));
                pen.drawImage(plane, left(column, side), GAP + row * (side + GAP), side, side, null);
            }
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

    private int side() {
        int size = rows.get(0).get(0).rows();
        return size * Math.max(1, (LEAST_SIDE + size - 1) / size);
    }

    private static int left(int column, int side) {
        return GAP + column * (side + GAP) + (column > 0 ? FIRST_GAP - GAP : 0);
    }

    private static BufferedImage image(Plane plane) {
        BufferedImage image = new BufferedImage(plane.columns(), plane.rows(), BufferedImage.TYPE_INT_RGB);
        int size = plane.rows() * plane.columns();
        for (int i = 0; i < size; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                float value = plane.values()[(plane.channels() == 1 ? 0 : c * size) + i];
                rgb = rgb << 8 | Math.round(255 * Math.min(1, Math.max(0, value)));
            }
            image.setRGB(i % plane.columns(), i / plane.columns(), rgb);
        }
        return image;
    }
}
