// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problem.h"

#include <QByteArray>

#include <optional>

namespace sm::runbooks {

/// What YAML does not allow in a file at all: bytes that are not UTF-8, control characters (YAML 1.2, c-printable).
/// yaml-cpp takes some of them for the end of the file.
std::optional<Problem> textProblem(const QString &file, const QByteArray &yaml);

/// Turns yaml-cpp's places, in bytes, into ours. They come nearly in order, so this costs little.
class PlaceFinder
{
public:
    PlaceFinder(QString file, QByteArray text);

    /// \param position  bytes from the beginning; beyond the end is the end, negative the beginning
    Place at(qsizetype position);

private:
    QString m_file;
    QByteArray m_text;
    qsizetype m_position = 0;
    int m_line = 1;
    int m_column = 1;
};

} // namespace sm::runbooks
