// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/place.h>

#include <QString>

#include <optional>

namespace sm::commandline {

/// Something wrong with a command, at its place in the text.
struct Problem
{
    enum class Severity {
        Info,
        Warning, ///< it may do something else than it says, or could not be checked
        Error, ///< the tool refuses it, or the service does
    };
    Severity severity = Severity::Error;
    QString rule; ///< stable: "aws-unknown-option" (docs: awscli.h)
    Place place;
    qsizetype length = 0; ///< characters from place on that are meant; 0: a place between characters
    QString message; ///< one sentence for people
    std::optional<QString> fix; ///< what to put in the place of those characters
};

} // namespace sm::commandline
