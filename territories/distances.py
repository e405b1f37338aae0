"""Distances on the globe, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6_371_008.8
METRES_BY_DEGREE = EARTH * radians(1)


def metres_between(one, other):
    """The distance between two points (latitude, longitude), by the haversine formula."""
    (south, west), (north, east) = one, other
    across = cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 2 * EARTH * asin(min(1, sqrt(sin(radians(north - south) / 2) ** 2 + across)))


def metres_sql(one, other):
    """The same in SQL: each point is the name of something that has a latitude and a longitude."""
    across = (
        f"cos(radians({one}.latitude)) * cos(radians({other}.latitude))"
        f" * sin(radians({other}.longitude - {one}.longitude) / 2) ^ 2"
    )
    return f"2 * {EARTH} * asin(least(1, sqrt(sin(radians({other}.latitude - {one}.latitude) / 2) ^ 2 + {across})))"


def box_sql(centre, point, metres):
    """Whether the point stands in the square around the centre: what a B-tree answers before any distance."""
    high = f"{metres} / {METRES_BY_DEGREE}"
    wide = f"{high} / cos(radians({centre}.latitude))"
    return (
        f"{point}.latitude BETWEEN {centre}.latitude - {high} AND {centre}.latitude + {high}"
        f" AND {point}.longitude BETWEEN {centre}.longitude - {wide} AND {centre}.longitude + {wide}"
    )
