"""The generated pages are what the code says."""

import pytest

from tools.schrijf_docs import DOEL, bladzijden


@pytest.mark.parametrize("naam", bladzijden())
def test_generated_page_is_what_the_code_says(naam):
    assert (DOEL / naam).read_text("utf-8") == bladzijden()[naam], f"docs/{naam}: run python -m tools.schrijf_docs"
