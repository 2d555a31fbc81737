package org.isocenter.platform.job;

import org.isocenter.platform.error.ErrorCode;

/** Why a job failed. */
public record JobFailure(ErrorCode code, String message) {}
