// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parameter.h"

namespace sm::runbooks {

/// Values that were looked at one by one, so that a form can say all at once what is wrong.
struct CheckedValues
{
    ParameterValues values; ///< typed; defaults filled in; without what was left out
    QMap<QString, QString> problems; ///< by the name of the parameter, or of what is none

    /// \error Kind::Invalid names each parameter that is wrong, and why
    Result<ParameterValues> result() const;
};

/// Checks what a person gave. Texts stay texts, a list is one of texts, a date is a text ("2026-01-31"), a duration is
/// a text ("5m") or seconds and becomes seconds. An empty text, and null, is the same as nothing.
/// A secret in \p given's JSON is a problem: it would be kept where others can read it.
CheckedValues checkValues(const QList<Parameter> &parameters, const ParameterValues &given);

/// Reads the command line's "NAME=VALUE"; a list is given element by element. A secret can not be given this way: other
/// users of the computer can read a command line.
CheckedValues valuesOfTexts(const QList<Parameter> &parameters, const QStringList &assignments);

} // namespace sm::runbooks
