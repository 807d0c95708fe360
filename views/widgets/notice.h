// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

#include <widgets/icons.h>
#include <widgets/theme.h>

#include <QList>
#include <QPair>

namespace sm::widgets {

/// What a notice bar says. Plain text throughout.
struct Notice
{
    enum class Grade {
        Blocking, ///< nothing goes on before somebody acts
        Warning, ///< something went wrong, the rest works
        Info,
    };

    Grade grade = Grade::Info;
    QString message; ///< whole sentences: what happened and what to do
    QList<QPair<QString, QString>> details; ///< shown when unfolded: name and value

    /// What happened, whether anything was changed, the service's code and the request id. Blocking where nothing
    /// can go on by itself, or where it is not known what was changed.
    static Notice of(const Error &error);
};

/// "Problem", "Warning", "Note": the grade for those who do not see its colour.
QString wordOf(Notice::Grade grade);
Tone toneOf(Notice::Grade grade);
Glyph glyphOf(Notice::Grade grade);

} // namespace sm::widgets
