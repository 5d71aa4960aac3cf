package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Test;

class InPageTest {
    private static final QualifiedName PART = QualifiedName.of("product");

    private static void seen(InPage inPage, int passes, long updates, long share) {
        BlockWalk walk = new BlockWalk(PART, new Shape(true, 60, 1, 8192, 1, false, true), Stripes.BY_PLACE, true, 1);
        inPage.seen(new Stretch(1, PART, walk, null, List.of("1"), passes), updates, share);
    }

    @Test
    void aFifthOfTheUpdatesInThePageIsWorthThePasses() {
        InPage inPage = new InPage(4);
        assertThat(inPage.passes()).isEqualTo(4);
        seen(inPage, 4, 1_000, 200);
        assertThat(inPage.passes()).isEqualTo(4);
        assertThat(inPage.works()).isTrue();
        seen(inPage, 4, 1_000, 199);
        assertThat(inPage.passes()).isEqualTo(1);
        assertThat(inPage.works()).isFalse();
    }

    @Test
    void itAsksAgainAfterSixteenStretches() {
        InPage inPage = new InPage(4);
        seen(inPage, 4, 1_000, 0);
        assertThat(Stream.generate(inPage::passes).limit(17))
                .startsWith(1, 1, 1)
                .endsWith(1, 4, 4)
                .hasSize(17);
    }

    @Test
    void aStretchOfOnePassAndOneWithoutUpdatesShowNothing() {
        InPage inPage = new InPage(4);
        seen(inPage, 1, 1_000, 0);
        seen(inPage, 4, 0, 0);
        assertThat(inPage.passes()).isEqualTo(4);
    }

    @Test
    void onePassNeverWorksInThePage() {
        assertThat(new InPage(1).works()).isFalse();
    }
}
