"""dragoman turns a mission's facts and gettext catalogs into documents in French, English and Japanese."""
