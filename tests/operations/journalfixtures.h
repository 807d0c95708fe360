// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixtures.h"

#include <store/connection.h>
#include <store/keystore.h>

namespace sm::test {

/// A key that is always the same.
class FixedKey final : public store::KeyStore
{
public:
    explicit FixedKey(char letter = 'k')
        : m_letter(letter)
    {
    }
    Result<Secret> key() override { return Secret(QByteArrayView(QByteArray(32, m_letter))); }

private:
    char m_letter;
};

inline std::unique_ptr<operations::Journal> openJournal(
    const QString &path, const std::shared_ptr<store::KeyStore> &keys = std::make_shared<FixedKey>())
{
    auto opened = await(operations::Journal::open(path, keys));
    return opened && *opened ? std::move(**opened) : nullptr;
}

template <typename T>
Result<T> answer(QCoro::Task<Result<T>> task)
{
    return await(std::move(task)).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

inline operations::JournalVerification verified(operations::Journal &journal)
{
    const auto found = answer(journal.verify({}));
    return found ? *found : operations::JournalVerification{0, {{{}, 0, 0, found.error().message()}}};
}

inline operations::Intent intent(qint64 run, int number, const QString &resource)
{
    operations::Intent made;
    made.run = run;
    made.number = number;
    made.step = step(resource);
    made.actor = u"sabine as role/admin"_s;
    made.before = QJsonObject{{u"Enabled"_s, true}, {u"Of"_s, resource}};
    made.fingerprint = u"f-"_s + resource;
    return made;
}

inline operations::Conclusion conclusion(qint64 entry, StepState state = StepState::Done)
{
    operations::Conclusion made;
    made.entry = entry;
    made.state = state;
    made.output = {{u"Entry"_s, entry}};
    made.requestId = u"r-%1"_s.arg(entry);
    made.after = QJsonObject{{u"Enabled"_s, false}};
    return made;
}

/// One session with a run of a step for each name, of which the first is sealed and the last stays in doubt until it is
/// resolved.
inline bool writeRun(operations::Journal &journal, const QStringList &names)
{
    QList<Step> steps;
    for (const QString &name : names)
        steps << step(name);
    const auto run = answer(journal.beginRun(plan(steps), u"sabine"_s, {0, u"off-boarding"_s, u"They left."_s}));
    if (!run)
        return false;
    bool done = true;
    for (int i = 0; i < names.size(); ++i) {
        operations::Intent meant = intent(*run, i, names.at(i));
        meant.mayHoldSecrets = i == 0;
        const auto entry = answer(journal.begin(meant));
        const StepState state = i + 1 == names.size() ? StepState::InDoubt : StepState::Done;
        done = done && entry && answer(journal.end(conclusion(*entry, state))).has_value();
        if (state == StepState::InDoubt)
            done = done
                && answer(journal.resolve(*entry, StepState::Failed, {{u"looked"_s, true}}, u"sabine"_s)).has_value();
    }
    return done
        && answer(journal.note(*run, JournalNote::Finished.toString(), -1, {{u"done"_s, true}}, u"sabine"_s))
               .has_value();
}

} // namespace sm::test
