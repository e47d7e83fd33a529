"""The engines of a laptop: what is promised in `config.laptop`."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_with_the_rights_of_the_application():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")

        assert cursor.fetchall() == [("chat2sql_app", False, False, False)]
