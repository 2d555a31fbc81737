package org.isocenter.cli.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.isocenter.cli.client.StudyCalls;
import org.isocenter.cli.intake.FrameNames.FrameRef;
import org.isocenter.cli.report.Gallery.Picture;

/**
 * Frames as the server renders them, small enough for a page.
 *
 * @param studies of a user who may look; each look is audited
 * @param project the owner
 */
record Pictures(StudyCalls studies, String project) {
    private static final int LONGEST_SIDE = 224;

    Picture of(FrameRef frame) {
        try {
            byte[] png = studies.rendered(project, frame.sopInstanceUid(), frame.frame() + 1);
            return small(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG as it is. */
    static Picture whole(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            return new Picture(png, "image/png", image.getWidth(), image.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture with no side above the limit, as JPEG; one that is smaller keeps its size. */
    static Picture small(BufferedImage image) throws IOException {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int columns = Math.max(1, (int) Math.round(scale * image.getWidth()));
        int rows = Math.max(1, (int) Math.round(scale * image.getHeight()));
        BufferedImage shrunk = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = shrunk.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(image, 0, 0, columns, rows, null);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(shrunk, "jpeg", out);
        return new Picture(out.toByteArray(), "image/jpeg", columns, rows);
    }
}
