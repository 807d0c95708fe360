// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::runbooks {

/// Where something stands in a file; lines and columns from 1, columns in characters.
struct Place
{
    QString file;
    int line = 1;
    int column = 1;

    QString text() const { return QStringLiteral("%1:%2:%3").arg(file).arg(line).arg(column); }
};

/// What is wrong with a runbook, and where.
struct Problem
{
    Place place;
    QString message;

    QString text() const { return QStringLiteral("%1: %2").arg(place.text(), message); }
};

} // namespace sm::runbooks
