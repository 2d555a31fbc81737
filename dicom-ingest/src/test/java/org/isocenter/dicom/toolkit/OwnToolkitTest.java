package org.isocenter.dicom.toolkit;

class OwnToolkitTest extends DicomToolkitContract {
    @Override
    protected DicomToolkit toolkit() {
        return new OwnToolkit();
    }
}
