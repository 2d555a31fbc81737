package org.isocenter.platform.purge;

import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Something was to be stored of a patient or project that was deleted while it waited. */
public final class DeletedMeanwhileException extends PlatformException {
    private static final long serialVersionUID = 1L;

    public DeletedMeanwhileException() {
        super(
                ErrorCode.NOT_FOUND,
                "Expected an object that is still wanted; its patient or project was deleted while it waited.");
    }
}
