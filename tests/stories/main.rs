//! Stories of the region, through gRPC and the real binary: one file a story, told by who lives it.

#![expect(clippy::unwrap_used, reason = "the functions that tests share fail where they stand")]

mod a_body_sees_what_waits;
mod a_correction_mends;
mod a_document_word_for_word;
mod a_dossier_travels_both_rounds;
mod a_mandate_that_lapsed;
mod a_month_of_pora;
mod a_new_version_of_the_framework;
mod a_referral_back_asks_for_a_new_version;
mod a_restart_changes_no_answer;
mod a_term_that_stood_still;
mod advice_is_no_veto;
mod an_action_carried_along;
mod another_framework_for_the_same_dossiers;
mod closed_after_its_evaluation;
mod command_line;
mod conditions_travel;
mod deferred_to_a_later_meeting;
mod ends_in_a_dispute;
mod every_college_ratifies;
mod finding_a_dossier;
mod handed_over;
mod in_dutch_and_in_english;
mod no_agreement_is_not_a_rejection;
mod no_decision_over_an_objection;
mod prepared_before_submitting;
mod stuck_and_resolved_one_rung_up;
mod the_auditor_replays;
mod the_register_of_what_exists;
mod the_route_is_data;
mod the_same_command_again;
mod the_wheel_is_not_invented_again;
mod the_whole_story_of_a_dossier;
mod two_secretaries_at_once;
mod watching_an_agenda;
mod what_became_of_a_decision;
mod what_can_be_expected;
mod what_changed_between_two_days;
mod what_was_on_the_agenda_then;
mod what_you_wrote_you_read;
mod who_benefits_without_being_bound;
mod who_holds_what_up;
mod withdrawn;
mod words_are_erased;
