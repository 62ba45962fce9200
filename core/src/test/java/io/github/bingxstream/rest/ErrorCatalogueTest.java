package io.github.bingxstream.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bingxstream.domain.ErrorCode;
import io.github.bingxstream.domain.Treatment;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCatalogueTest {

    @ParameterizedTest
    @CsvSource({
        "FATAL, 100001 100004 100403 100412 100413 100414 100419 100441",
        "KEY_DEAD, 100401",
        "RESYNC_CLOCK, 100421",
        "BACK_OFF, 100410 109429 100500 100503 80012 109500",
        "BAD_REQUEST, 100204 100400 100416 80014 80015",
        "NOT_FOUND, 100404 80016",
        "IGNORE, 100205"
    })
    void every_code_is_treated_as_the_table_of_codes_says(Treatment treatment, String codes) {
        Set<Integer> expected =
                Arrays.stream(codes.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());

        Set<Integer> actual = Arrays.stream(ErrorCode.values())
                .filter(code -> code.treatment() == treatment)
                .map(ErrorCode::number)
                .collect(Collectors.toSet());

        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_code_has_meaning_and_remedy(ErrorCode code) {
        assertThat(code.meaning()).isNotBlank();
        assertThat(code.remedy()).isNotBlank();
        assertThat(ErrorCode.of(code.number())).contains(code);
    }

    @ParameterizedTest
    @EnumSource(StatusMeaning.class)
    void every_status_has_meaning_and_remedy_and_none_is_fatal(StatusMeaning status) {
        assertThat(status.meaning()).isNotBlank();
        assertThat(status.remedy()).isNotBlank();
        assertThat(status.treatment()).isNotEqualTo(Treatment.FATAL);
    }
}
