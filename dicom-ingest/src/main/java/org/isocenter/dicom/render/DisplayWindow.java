package org.isocenter.dicom.render;

import org.isocenter.platform.imaging.Window;

/**
 * A window that a request asks for (PS3.18 8.3.5.1.4).
 *
 * @param window in units of the rescaled value
 * @param function {@code LINEAR}, {@code LINEAR_EXACT} or {@code SIGMOID}, as VOI LUT Function names it
 */
record DisplayWindow(Window window, String function) {

    /** Reads {@code center,width,function}; the function may be left out. */
    static DisplayWindow parse(String words) {
        String[] parts = words.split(",", -1);
        try {
            if (parts.length == 2 || parts.length == 3) {
                String function = function(parts.length == 3 ? parts[2].strip() : "linear");
                Window window = new Window(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                if (window.width() >= 1 || !function.equals("LINEAR")) {
                    return new DisplayWindow(window, function);
                }
            }
        } catch (IllegalArgumentException e) {
            throw Rendering.bad(
                    "window=center,width,function, such as 40,400,linear; the function is linear, linear-exact or sigmoid");
        }
        throw Rendering.bad("window=center,width,function with a width above 0, for linear of at least 1");
    }

    private static String function(String keyword) {
        return switch (keyword) {
            case "linear" -> "LINEAR";
            case "linear-exact" -> "LINEAR_EXACT";
            case "sigmoid" -> "SIGMOID";
            default -> throw new IllegalArgumentException("no function of a window");
        };
    }
}
