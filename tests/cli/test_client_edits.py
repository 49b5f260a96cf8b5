"""owb client edit: just the members that were named, and every other byte as it was."""

import json
import unittest

from owbcase import DONE, NO, REFUSED, USAGE, WEB, OwbCase


class Edit(OwbCase):
    def edit(self, *arguments: str, stdin: str = "") -> dict:
        return self.expect(DONE, self.owb("client", "edit", "web", "--json", *arguments, stdin=stdin)).json

    def set(self, assignment: str) -> object:
        """The member's value after --set."""
        return self.edit("--set", assignment)[assignment.split("=")[0]]

    def test_changes_one_member_and_no_other_byte(self) -> None:
        self.edit("--set", "client_name=Shop")
        self.assertEqual(self.cell("client_metadata"), WEB.replace("Web shop", "Shop"))

    def test_an_edit_that_changes_nothing_writes_nothing(self) -> None:
        before = self.database.read_bytes()
        self.edit("--set", "client_name=Web shop")
        self.assertEqual(self.database.read_bytes(), before)

    def test_json_values_are_taken_as_json(self) -> None:
        self.assertEqual(self.set('x_tags=["a","b"]'), ["a", "b"])
        self.assertEqual(self.set("x_level=7"), 7)
        self.assertIs(self.set("x_flag=true"), True)
        self.assertEqual(self.set('x_map={"k": [1]}'), {"k": [1]})
        self.assertEqual(self.set('x_text="7"'), "7")

    def test_other_values_are_texts(self) -> None:
        self.assertEqual(self.set("client_name=My shop = mine"), "My shop = mine")
        self.assertEqual(self.set('client_name=a", "b": "c'), 'a", "b": "c')
        self.assertEqual(self.set("x_pair=1, 2"), "1, 2")
        self.assertEqual(self.set("scope="), "")

    def test_text_members_stay_texts(self) -> None:
        self.assertEqual(self.set("client_name=2026"), "2026")
        self.assertEqual(self.set("client_name=true"), "true")

    def test_what_begins_like_json_and_is_none_is_refused(self) -> None:
        deep = "[" * 1010 + "]" * 1010
        for value in ('"\\x"', '"a\tb"', '"a\nb"', '"a', '{"a":1.}', '{"a":1', "[1,]", deep, "{a:1}"):
            ran = self.expect(USAGE, self.owb("client", "edit", "web", "--set", f"x={value}"))
            self.assertIn("not JSON", ran.err)
        self.assertEqual(self.cell("client_metadata"), WEB)

    def test_a_list_is_read_as_strictly(self) -> None:
        for value in ('["http://a\\q"]', '["a\tb"]', '["a" "b"]'):
            self.expect(USAGE, self.owb("client", "edit", "web", "--set", f"redirect_uris={value}"))
        self.assertEqual(self.cell("client_metadata"), WEB)

    def test_numbers_that_json_does_not_have_are_texts(self) -> None:
        for value in ("1.", ".5", "-.5", "1.e3", "+1", "01", "NaN", "2026-01-01"):
            self.assertEqual(self.set(f"x_new={value}"), value)
            self.assertEqual(json.loads(self.cell("client_metadata"))["x_new"], value)

    def test_a_number_is_not_made_a_text_in_silence(self) -> None:
        for member in ("x_tier=.5", "x_tier=1.", "x_tier=many"):
            self.assertIn("not JSON", self.expect(USAGE, self.owb("client", "edit", "web", "--set", member)).err)
        self.assertEqual(self.set('x_tier="many"'), "many")

    def test_a_text_member_takes_anything_as_its_text(self) -> None:
        for value in ('"\\x"', '"a', "[1,", '{"a":1.}', "[1]", "7", "1.e3", "tab\there"):
            self.assertEqual(self.set(f"client_name={value}"), value)
            self.assertEqual(json.loads(self.cell("client_metadata"))["client_name"], value)
        self.assertEqual(self.set('client_name="quoted"'), "quoted")
        self.assertEqual(self.set("application_type=7"), "7")

    def test_the_new_value_alone_decides_about_its_shape(self) -> None:
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", '{"client_name": ["x"], "scope": ["a"]}')
        self.assertEqual(self.set("client_name=New"), "New")
        self.assertEqual(self.set("scope=a b"), "a b")

    def test_a_value_cannot_smuggle_in_another_member(self) -> None:
        changed = self.edit("--set", 'x_a=1,"x_b":2')
        self.assertNotIn("x_b", changed)

    def test_lists_take_json_or_words(self) -> None:
        self.assertEqual(self.set("grant_types=password refresh_token"), ["password", "refresh_token"])
        self.assertEqual(self.set('redirect_uris=["https://a.example/x,y"]'), ["https://a.example/x,y"])

    def test_words_with_commas_are_not_guessed_at(self) -> None:
        self.expect(USAGE, self.owb("client", "edit", "web", "--set", "grant_types=authorization_code,refresh_token"))

    def test_a_broken_list_is_not_taken_as_a_word(self) -> None:
        self.expect(USAGE, self.owb("client", "edit", "web", "--set", 'grant_types=["authorization_code"'))

    def test_a_member_that_is_a_list_stays_one(self) -> None:
        self.assertEqual(self.set("x_tags=b c"), ["b", "c"])

    def test_unset_takes_a_member_out(self) -> None:
        self.assertNotIn("x_tier", self.edit("--unset", "x_tier", "--unset", "never_there"))
        self.assertNotIn("x_tier", self.cell("client_metadata"))

    def test_from_lays_over_and_null_takes_out(self) -> None:
        changed = self.edit("--from", "-", stdin='{"client_name": "Laid", "x_tier": null}')
        self.assertEqual((changed["client_name"], changed["scope"]), ("Laid", "openid profile"))
        self.assertNotIn("x_tier", changed)

    def test_what_show_prints_can_be_laid_over_without_any_change(self) -> None:
        shown = self.owb("client", "show", "web", "--json").out
        self.edit("--from", "-", stdin=shown)
        self.assertEqual(self.cell("client_metadata"), WEB)

    def test_the_identifier_cannot_be_edited(self) -> None:
        self.expect(REFUSED, self.owb("client", "edit", "web", "--set", "client_id=other"))
        self.expect(NO, self.owb("client", "show", "other"))

    def test_needs_something_to_change(self) -> None:
        self.expect(USAGE, self.owb("client", "edit", "web"))

    def test_an_assignment_without_a_value_is_explained_as_one(self) -> None:
        ran = self.expect(USAGE, self.owb("client", "edit", "web", "--set", "client_name"))
        self.assertNotIn("search", ran.err)

    def test_our_own_member_cannot_be_set_in_silence(self) -> None:
        self.expect(USAGE, self.owb("client", "edit", "web", "--set", "_workbench=1"))
        self.expect(USAGE, self.owb("client", "edit", "web", "--unset", "_workbench"))

    def test_unreadable_metadata_is_never_overwritten(self) -> None:
        broken = '{"client_name": "CRM, "grant_ty'
        self.sql("UPDATE oauth2_client SET client_metadata = ? WHERE id = 1", broken)
        self.expect(REFUSED, self.owb("client", "edit", "web", "--set", "client_name=X"))
        self.assertEqual(self.cell("client_metadata"), broken)

    def test_a_wrong_shape_is_refused_whole(self) -> None:
        self.expect(REFUSED, self.owb("client", "edit", "web", "--from", "-",
            stdin='{"client_name": "X", "grant_types": "authorization_code"}'))
        self.assertEqual(self.cell("client_metadata"), WEB)

    def test_prints_what_is_stored(self) -> None:
        changed = self.edit("--set", "client_name=Stored")
        self.assertEqual(json.loads(self.cell("client_metadata"))["client_name"], changed["client_name"])


if __name__ == "__main__":
    unittest.main()
