package org.isocenter.dicom.iod;

/**
 * An Information Object Definition.
 *
 * @param name as PS3.3 calls it, in lower case with dashes, for example {@code ct-image}
 * @param mandatory what its mandatory modules require
 * @param all what its modules require, each where it is used
 */
public record Iod(String name, Requirements mandatory, Requirements all) {}
