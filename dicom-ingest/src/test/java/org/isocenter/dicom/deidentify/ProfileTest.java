package org.isocenter.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Element;
import org.isocenter.dicom.dataset.Vr;
import org.isocenter.dicom.iod.AttributeType;
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
    void a_combined_code_is_resolved_by_the_type_in_the_iod() {
        assertThat(action(basic, 0x00080080, Vr.LO, AttributeType.TYPE_3)).isInstanceOf(Remove.class);
        assertThat(action(basic, 0x00080080, Vr.LO, AttributeType.TYPE_2C)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(basic, 0x00080080, Vr.LO, AttributeType.TYPE_1C)).isInstanceOf(ReplaceDummy.class);
        assertThat(action(basic, 0x00080021, Vr.DA, AttributeType.TYPE_2)).isInstanceOf(ReplaceDummy.class);
        assertThat(action(basic, 0x00080022, Vr.DA, AttributeType.TYPE_1)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(basic, 0x00080023, Vr.DA, AttributeType.TYPE_3)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(basic, 0x00081140, Vr.SQ, AttributeType.TYPE_3)).isInstanceOf(Remove.class);
        assertThat(action(basic, 0x00082112, Vr.SQ, AttributeType.TYPE_2)).isInstanceOf(Keep.class);
    }

    @Test
    void what_the_table_removes_gives_way_where_the_iod_demands_it() {
        assertThat(action(basic, 0x00700082, Vr.DA, AttributeType.TYPE_1)).isInstanceOf(ReplaceDummy.class);
        assertThat(action(basic, 0x00081030, Vr.LO, AttributeType.TYPE_2)).isInstanceOf(ReplaceEmpty.class);
        assertThat(action(basic, 0x00102297, Vr.PN, AttributeType.TYPE_2C)).isInstanceOf(Remove.class);
    }

    @Test
    void a_combined_code_of_an_unknown_iod_takes_the_side_that_keeps_the_object_valid() {
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

    private static Action action(Profile profile, int tag, Vr vr, AttributeType... type) {
        Dataset dataset = new Dataset();
        if (vr == Vr.SQ) {
            dataset.setItems(tag, List.of());
        } else {
            dataset.setBytes(tag, vr, new byte[0]);
        }
        Element element = dataset.iterator().next();
        return profile.action(element, Arrays.stream(type).findFirst(), false);
    }
}
