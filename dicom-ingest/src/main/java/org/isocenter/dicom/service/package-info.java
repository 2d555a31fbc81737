/** The running part of ingest: the listener, the threads, the start and the end. The only Quarkus code here beside the resources. */
@NullMarked
package org.isocenter.dicom.service;

import org.jspecify.annotations.NullMarked;
