"""The world that is attacked: that of the matrix of roles, with one example of everything that an address names."""

from partenariat.tests.test_matrix import cast as cast
from partenariat.tests.test_matrix import world as world
from partenariat.tests.test_wrong_input import first_reaching as first_reaching
