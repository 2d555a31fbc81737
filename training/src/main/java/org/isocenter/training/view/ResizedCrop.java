package org.isocenter.training.view;

/**
 * A part of the image, resized to the view (Szegedy 2015; SimCLR section 3).
 *
 * <p>The usual 0.08 of natural images can cut a nodule out of one view and teach that it is irrelevant: medical profiles start at 0.3 or 0.5 and keep
 * the aspect within 0.9 to 1.1, since the shape of an organ means something.
 *
 * @param minArea smallest share of the image's area, in (0, 1]
 * @param maxArea largest share
 * @param maxAspect largest ratio of the crop's sides relative to the image's, at least 1; the smallest is its inverse
 */
public record ResizedCrop(double minArea, double maxArea, double maxAspect) implements Augmentation {
    private static final double LOCAL_SHARE = 0.4;

    public ResizedCrop {
        if (!(minArea > 0) || minArea > maxArea || maxArea > 1 || maxAspect < 1) {
            throw new IllegalArgumentException("crop areas satisfy 0 < min <= max <= 1, and the aspect is at least 1");
        }
    }

    /** A crop for local views: from 0.4 of this one's smallest area to that area. */
    ResizedCrop local() {
        return new ResizedCrop(LOCAL_SHARE * minArea, minArea, maxAspect);
    }

    @Override
    public void draw(ViewDraft draft, ViewRandom random) {
        double side = Math.sqrt(random.between(minArea, maxArea));
        double aspect = Math.exp(random.between(-1, 1) * Math.log(maxAspect) / 2);
        double height = Math.min(1, side * aspect) * draft.rows;
        double width = Math.min(1, side / aspect) * draft.columns;
        draft.top = random.nextDouble() * (draft.rows - height);
        draft.left = random.nextDouble() * (draft.columns - width);
        draft.height = height;
        draft.width = width;
    }
}
