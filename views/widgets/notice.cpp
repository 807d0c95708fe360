// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/notice.h>

#include <QCoreApplication>

namespace sm::widgets {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("Notice", text); }

Notice::Grade gradeOf(const Error &error)
{
    if (error.changed() == Error::Changed::Unknown)
        return Notice::Grade::Blocking;
    switch (error.kind()) {
    case Error::Kind::Denied:
    case Error::Kind::Storage:
    case Error::Kind::BadReply:
    case Error::Kind::Internal:
        return Notice::Grade::Blocking;
    default:
        return Notice::Grade::Warning;
    }
}

QString changedSentence(Error::Changed changed)
{
    switch (changed) {
    case Error::Changed::Yes:
        return tr("Yes, something was changed before it failed.");
    case Error::Changed::Unknown:
        return tr("In doubt. Look at the resource before you repeat this.");
    case Error::Changed::No:
        break;
    }
    return tr("No, nothing was changed.");
}

} // namespace

Notice Notice::of(const Error &error)
{
    Notice notice{gradeOf(error), error.message(), {{tr("Anything changed"), changedSentence(error.changed())}}};
    if (!error.code().isEmpty())
        notice.details.append({tr("Code"), error.code()});
    if (!error.requestId().isEmpty())
        notice.details.append({tr("Request id"), error.requestId()});
    return notice;
}

QString wordOf(Notice::Grade grade)
{
    switch (grade) {
    case Notice::Grade::Blocking:
        return tr("Problem");
    case Notice::Grade::Warning:
        return tr("Warning");
    case Notice::Grade::Info:
        break;
    }
    return tr("Note");
}

Tone toneOf(Notice::Grade grade)
{
    switch (grade) {
    case Notice::Grade::Blocking:
        return Tone::Bad;
    case Notice::Grade::Warning:
        return Tone::Warning;
    case Notice::Grade::Info:
        break;
    }
    return Tone::Info;
}

Glyph glyphOf(Notice::Grade grade)
{
    switch (grade) {
    case Notice::Grade::Blocking:
        return Glyph::Error;
    case Notice::Grade::Warning:
        return Glyph::Warning;
    case Notice::Grade::Info:
        break;
    }
    return Glyph::Info;
}

} // namespace sm::widgets
