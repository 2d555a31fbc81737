package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.platform.error.PlatformException;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private final Profile basic = new Profile(ProfileChoice.basic());
    private final Profile research = new Profile(ProfileChoice.research());

    @Test
    void the_table_has_all_its_rows() {
        assertThat(ProfileTable.standard().size()).isEqualTo(620);
        assertThat(ProfileTable.standard().row(0x60023000)).map(TableRow::name).contains("Overlay Data");
        assertThat(ProfileTable.standard().row(0x50100010)).map(TableRow::name).contains("Curve Data");
    }

    @Test
    void a_combined_code_takes_the_side_that_keeps_the_object_valid() {
        assertThat(action(basic, 0x00080021, Vr.DA)).isInstanceOf(ReplaceDummy.class);
        assertThat(action(basic, 0x00080022, Vr.DA)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(basic, 0x00080080, Vr.LO)).isInstanceOf(ReplaceDummy.class);
        assertThat(action(basic, 0x00081140, Vr.SQ)).isInstanceOf(Keep.class);
    }

    @Test
    void options_change_what_they_name_and_nothing_else() {
        assertThat(action(basic, 0x00080020, Vr.DA)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(research, 0x00080020, Vr.DA)).isInstanceOf(ShiftDates.class);
        assertThat(action(research, 0x00100030, Vr.DA)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(research, 0x00101010, Vr.AS)).isInstanceOf(CapAge.class);
        assertThat(action(research, 0x00081010, Vr.SH)).isInstanceOf(Keep.class);
        assertThat(action(research, 0x0008103E, Vr.LO)).isInstanceOf(CleanText.class);
        assertThat(action(research, 0x00080080, Vr.LO)).isInstanceOf(ReplaceDummy.class);
    }

    @Test
    void overlays_curves_and_unknown_tags_go() {
        assertThat(action(research, 0x60000022, Vr.LO)).isInstanceOf(Remove.class);
        assertThat(action(research, 0x50040010, Vr.US)).isInstanceOf(Remove.class);
        assertThat(action(research, 0x00187fff, Vr.LO)).isInstanceOf(Remove.class);
    }

    @Test
    void class_uids_stay_and_instance_uids_do_not() {
        assertThat(action(basic, 0x00080016, Vr.UI)).isInstanceOf(Keep.class);
        assertThat(action(basic, 0x00080018, Vr.UI)).isInstanceOf(RemapUid.class);
        Profile keeping = new Profile(new ProfileChoice(Set.of(Option.UIDS)));
        assertThat(action(keeping, 0x00080018, Vr.UI)).isInstanceOf(Keep.class);
    }

    @Test
    void full_and_modified_dates_exclude_each_other() {
        assertThatThrownBy(() -> ProfileChoice.of(List.of("full-dates", "modified-dates")))
                .isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> ProfileChoice.of(List.of("everything"))).isInstanceOf(PlatformException.class);
        assertThat(ProfileChoice.of(List.of("device", "clean-descriptors")).summary())
                .isEqualTo("basic + device + clean-descriptors");
    }

    private static Action action(Profile profile, int tag, Vr vr) {
        Dataset dataset = new Dataset();
        if (vr == Vr.SQ) {
            dataset.setItems(tag, List.of());
        } else {
            dataset.setBytes(tag, vr, new byte[0]);
        }
        Element element = dataset.iterator().next();
        return profile.action(element, false);
    }
}
