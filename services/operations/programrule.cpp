// SPDX-License-Identifier: GPL-3.0-or-later
#include "programrule.h"

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Where in \p argv the \p words stand; empty where it does not begin with them.
QList<qsizetype> placesOf(const QStringList &words, const QStringList &argv)
{
    QList<qsizetype> places;
    for (qsizetype i = 0; i < argv.size() && places.size() < words.size(); ++i) {
        const QString argument = i == 0 ? argv.first().section(u'/', -1) : argv.at(i);
        if (argument == words.at(places.size()))
            places << i;
        else if (i == 0 || !argument.startsWith(u'-') || !argument.contains(u'='))
            return {};
    }
    return places.size() == words.size() ? places : QList<qsizetype>();
}

} // namespace

bool ProgramRule::matches(const QStringList &argv) const { return !placesOf(words, argv).isEmpty(); }

QStringList ProgramRule::inverseOf(const QStringList &argv) const
{
    const QList<qsizetype> places = placesOf(words, argv);
    if (places.isEmpty() || inverse.size() != words.size())
        return {};
    QStringList back = argv;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (inverse.at(i) != words.at(i))
            back[places.at(i)] = inverse.at(i);
    }
    return back;
}

} // namespace sm::operations
