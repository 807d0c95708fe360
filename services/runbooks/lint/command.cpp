// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

/// The index of the word that is --name or --name=value; -1: none.
qsizetype indexOf(const Command &command, const QString &name)
{
    for (qsizetype i = 0; i < command.words.size(); ++i) {
        const QString &word = command.words.at(i);
        if (word.startsWith("--"_L1) && (word.mid(2) == name || word.mid(2).startsWith(name + u'=')))
            return i;
    }
    return -1;
}

} // namespace

const commandline::Word *Command::optionWord(const QString &name) const
{
    const qsizetype at = indexOf(*this, name);
    if (at < 0)
        return nullptr;
    if (words.at(at).contains(u'='))
        return &use.words.at(at);
    return at + 1 < use.words.size() ? &use.words.at(at + 1) : nullptr;
}

QString Command::option(const QString &name) const
{
    const qsizetype at = indexOf(*this, name);
    if (at < 0)
        return {};
    const QString prefix = u"--"_s + name + u'=';
    return words.at(at).startsWith(prefix) ? words.at(at).mid(prefix.size()) : words.value(at + 1);
}

int Command::optionLine(const QString &name) const
{
    const qsizetype at = indexOf(*this, name);
    return at < 0 ? line : use.words.at(at).place.line;
}

} // namespace sm::lint
