// SPDX-License-Identifier: GPL-3.0-or-later
#include "wrappers.h"

#include <QHash>
#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How one of these programs reads its own part of the line.
struct Wrapper
{
    QString flags; ///< letters without a value
    QString valued; ///< letters with one, in the same word or the next
    QStringList longFlags; ///< without a value; any "--name=value" is understood
    int positionals = 0; ///< its own words before the command
    bool takesAssignments = false;
};

const QHash<QString, Wrapper> &wrappers()
{
    static const QHash<QString, Wrapper> known{
        {u"sudo"_s, {u"AbEeHKknPSs"_s, u"ugCpTrth"_s, {u"--preserve-env"_s, u"--non-interactive"_s}, 0, true}},
        {u"doas"_s, {u"n"_s, u"uC"_s, {}, 0, false}},
        {u"env"_s, {u"i0v"_s, u"uC"_s, {u"--ignore-environment"_s}, 0, true}},
        {u"time"_s, {u"pv"_s, u"fo"_s, {}, 0, false}},
        {u"nohup"_s, {}},
        {u"nice"_s, {{}, u"n"_s, {}, 0, false}},
        {u"exec"_s, {{}, {}, {}, 0, false}},
        {u"command"_s, {u"p"_s, {}, {}, 0, false}},
        {u"stdbuf"_s, {{}, u"ioe"_s, {}, 0, false}},
        {u"setsid"_s, {u"fwc"_s, {}, {}, 0, false}},
        {u"timeout"_s, {u"v"_s, u"ks"_s, {u"--foreground"_s, u"--preserve-status"_s}, 1, false}},
        {u"watch"_s, {u"bcdegptx"_s, u"n"_s, {u"--differences"_s, u"--no-title"_s, u"--color"_s}, 0, false}},
        {u"xargs"_s, {u"0rtxop"_s, u"IELnPsda"_s, {u"--no-run-if-empty"_s, u"--null"_s, u"--verbose"_s}, 0, false}},
    };
    return known;
}

/// Where the options of a wrapper end; -1: one of them is not known.
qsizetype optionsEnd(const QList<Word> &words, const Wrapper &wrapper, QString &standIn)
{
    qsizetype at = 1;
    for (; at < words.size(); ++at) {
        const QString text = words[at].text();
        if (text == u"--"_s)
            return at + 1;
        if (!text.startsWith(u'-') || text == u"-"_s)
            return at;
        if (text.startsWith("--"_L1)) {
            if (!text.contains(u'=') && !wrapper.longFlags.contains(text))
                return -1;
            continue;
        }
        qsizetype letter = 1;
        while (letter < text.size() && wrapper.flags.contains(text[letter]))
            ++letter;
        if (letter == text.size())
            continue;
        if (!wrapper.valued.contains(text[letter]))
            return -1;
        const bool isNext = letter + 1 == text.size();
        const QString value = isNext ? words.value(at + 1).text() : text.mid(letter + 1);
        if (text[letter] == u'I')
            standIn = value;
        at += isNext ? 1 : 0;
    }
    return at;
}

bool isAssignment(const QString &text)
{
    static const QRegularExpression form(u"^[A-Za-z_]\\w*="_s);
    return form.match(text).hasMatch();
}

} // namespace

void unwrap(CommandUse &use)
{
    while (!use.words.isEmpty()) {
        const QString name = use.words.first().literal().value_or(QString()).section(u'/', -1);
        const auto wrapper = wrappers().constFind(name);
        if (wrapper == wrappers().constEnd())
            return;
        QString standIn;
        qsizetype begin = optionsEnd(use.words, *wrapper, standIn);
        while (
            wrapper->takesAssignments && begin > 0 && begin < use.words.size() && isAssignment(use.words[begin].text()))
            ++begin;
        begin += begin > 0 ? wrapper->positionals : 0;
        if (begin <= 0 || begin >= use.words.size())
            return;
        if (name == u"xargs"_s) {
            use.standIn = standIn;
            use.takesMoreWords = standIn.isEmpty();
        }
        use.wrappers << name;
        use.words.remove(0, begin);
    }
}

} // namespace sm::commandline
