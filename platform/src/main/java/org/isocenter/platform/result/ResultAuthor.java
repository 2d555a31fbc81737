package org.isocenter.platform.result;

import java.time.Instant;
import java.util.UUID;

/**
 * Who says something about images, as its objects name it. The same author writes the same objects, so that a job that is done again makes nothing twice.
 *
 * @param job the job that asked
 * @param head which head answered
 * @param name the head's name, 1 to 128 characters
 * @param codeVersion of Isocenter
 * @param at when it was asked
 */
public record ResultAuthor(UUID job, UUID head, String name, String codeVersion, Instant at) {}
