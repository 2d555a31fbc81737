package org.isocenter.dicom.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.isocenter.dicom.render.Viewport.Region;

/** Cuts a region out of a picture and fits it into a viewport; what becomes smaller is averaged, not skipped. */
final class Scaling {
    private Scaling() {}

    static BufferedImage scaled(BufferedImage source, Viewport viewport) {
        Region region = viewport.of(source.getWidth(), source.getHeight());
        double factor = viewport.scale(region.width(), region.height());
        int width = Math.max(1, (int) Math.round(region.width() * factor));
        int height = Math.max(1, (int) Math.round(region.height() * factor));
        BufferedImage part = source.getSubimage(region.x(), region.y(), region.width(), region.height());
        while (part.getWidth() >= 2 * width && part.getHeight() >= 2 * height) {
            part = drawn(part, (part.getWidth() + 1) / 2, (part.getHeight() + 1) / 2, false, false);
        }
        return drawn(part, width, height, region.mirroredX(), region.mirroredY());
    }

    private static BufferedImage drawn(BufferedImage source, int width, int height, boolean flipX, boolean flipY) {
        BufferedImage target = new BufferedImage(width, height, source.getType());
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                source,
                flipX ? width : 0,
                flipY ? height : 0,
                flipX ? 0 : width,
                flipY ? 0 : height,
                0,
                0,
                source.getWidth(),
                source.getHeight(),
                null);
        graphics.dispose();
        return target;
    }
}
