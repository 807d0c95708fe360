// SPDX-License-Identifier: GPL-3.0-or-later
#include "page.h"

#include "pagebuilder.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

Page::Page(const markdown::Document &wholeDocument, const aws::Models &allModels, const commandline::AwsReader &reader)
    : document(wholeDocument)
    , models(allModels)
    , aws(reader)
{
    PageBuilder(*this).build();
}

QString Page::announcement(const Command &command) const
{
    return scope(command).title + u'\n' + leadOf.at(command.block) + u'\n' + command.comment;
}

bool Page::isRollback(const Command &command) const
{
    return sectionOf.at(command.block) == markdown::Section::Rollback;
}

QList<const Command *> Page::restOfPipe(const Command &command) const
{
    QList<const Command *> rest;
    const qsizetype start = &command - commands.data();
    int position = command.use.pipePosition;
    for (qsizetype i = start + 1; i < commands.size() && position + 1 < command.use.pipeLength; ++i) {
        const Command &other = commands.at(i);
        if (other.block != command.block || other.use.statement != command.use.statement)
            break;
        if (other.use.pipePosition == position + 1 && other.use.pipeLength == command.use.pipeLength
            && other.use.inSubstitution == command.use.inSubstitution) {
            rest.append(&other);
            ++position;
        }
    }
    return rest;
}

const Command *Page::startOfPipe(const Command &command) const
{
    for (qsizetype i = &command - commands.data(); i >= 0; --i) {
        const Command &other = commands.at(i);
        if (other.block != command.block || other.use.statement != command.use.statement)
            break;
        if (other.use.pipePosition == 0 && other.use.pipeLength == command.use.pipeLength
            && other.use.inSubstitution == command.use.inSubstitution)
            return &other;
    }
    return &command;
}

bool says(const QString &text, const QString &words)
{
    thread_local QHash<QString, QRegularExpression> known;
    if (!known.contains(words))
        known.insert(
            words, QRegularExpression(u"\\b(?:"_s + words + u")\\b"_s, QRegularExpression::CaseInsensitiveOption));
    return known.value(words).match(text).hasMatch();
}

} // namespace sm::lint
