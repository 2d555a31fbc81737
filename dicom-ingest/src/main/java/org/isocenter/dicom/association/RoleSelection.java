package org.isocenter.dicom.association;

/**
 * Which sides of a SOP class the requestor of an association takes (PS3.7 D.3.3.4); without it, it is SCU only.
 *
 * @param sopClass the class
 * @param scu whether it sends requests
 * @param scp whether it serves them
 */
record RoleSelection(String sopClass, boolean scu, boolean scp) {}
