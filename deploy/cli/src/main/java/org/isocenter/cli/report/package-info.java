/**
 * What a demonstration found, as one record, as JSON and as a page that needs nothing from elsewhere. It alone opens the truth of generated studies; nothing here measures a
 * head.
 */
@NullMarked
package org.isocenter.cli.report;

import org.jspecify.annotations.NullMarked;
