/**
 * Generated studies that stand in for a hospital's: people, headers with planted identifiers, planted trouble, files. Nothing here is used in production ingest.
 */
@NullMarked
package org.isocenter.dicom.phantom;

import org.jspecify.annotations.NullMarked;
