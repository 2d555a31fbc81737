package org.isocenter.training.view;

/** Paints a draft: one affine sampling pass, then each change of tone that was drawn, blur, noise. */
final class ViewPainter {
    private static final double BLUR_REFERENCE_SIZE = 224;

    /** The view as size x size values, about 0..1 (noise may leave the range). */
    static Plane paint(ViewSource source, ViewDraft draft, int size, ViewRandom random) {
        Plane view = Sampler.shrinking(source.seen(draft), draft, size, size).bilinear(size, size);
        tone(view, draft);
        double sigma = draft.blurSigma * size / BLUR_REFERENCE_SIZE;
        if (sigma > 0) {
            view = GaussianBlur.apply(view, sigma);
        }
        if (draft.noiseSigma > 0) {
            noise(view, (float) draft.noiseSigma, random);
        }
        return view;
    }

    private static void tone(Plane view, ViewDraft draft) {
        if (draft.brightness != 1) {
            Tone.brightness(view, draft.brightness);
        }
        if (draft.contrast != 1) {
            Tone.contrast(view, draft.contrast);
        }
        if (view.channels() == 3) {
            colour(view, draft);
        }
        if (draft.gamma != 1) {
            Tone.gamma(view, draft.gamma);
        }
        if (draft.solarised) {
            Tone.solarise(view);
        }
    }

    private static void colour(Plane view, ViewDraft draft) {
        if (draft.saturation != 1) {
            Tone.saturation(view, draft.saturation);
        }
        if (draft.hue != 0) {
            Tone.hue(view, draft.hue);
        }
        if (draft.grey) {
            Tone.saturation(view, 0);
        }
    }

    private static void noise(Plane view, float sigma, ViewRandom random) {
        int size = view.rows() * view.columns();
        for (int i = 0; i < size; i++) {
            float noise = sigma * random.noise();
            for (int c = 0; c < view.channels(); c++) {
                view.values()[c * size + i] += noise;
            }
        }
    }

    private ViewPainter() {}
}
