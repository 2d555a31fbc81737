package org.isocenter.dicom.association;

import java.util.List;

/**
 * What one side proposes or accepts for one abstract syntax (PS3.8 9.3.2.2, 9.3.3.2).
 *
 * @param id odd number, 1 to 255
 * @param result 0 accepted, 3 abstract syntax not supported, 4 transfer syntaxes not supported
 * @param abstractSyntax SOP class; empty in a reply
 * @param transferSyntaxes proposed ones, or the one accepted
 */
record PresentationContext(int id, int result, String abstractSyntax, List<String> transferSyntaxes) {}
