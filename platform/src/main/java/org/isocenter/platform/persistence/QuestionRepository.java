package org.isocenter.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.study.SealedQuestions;

/** Questions as rows; whoever looks at one holds it. */
@ApplicationScoped
@Transactional
class QuestionRepository implements SealedQuestions {
    private final EntityManager em;

    QuestionRepository(EntityManager em) {
        this.em = em;
    }

    @Override
    public void add(UUID id, ProjectId project, byte[] sealed, Instant until) {
        em.createNativeQuery("""
                insert into commitment_question (id, project_id, sealed, next_look, until)
                values (:id, :project, :sealed, clock_timestamp(), :until)""")
                .setParameter("id", id)
                .setParameter("project", project.value())
                .setParameter("sealed", sealed)
                .setParameter("until", until)
                .executeUpdate();
    }

    @Override
    public boolean next(Duration again, Predicate<SealedQuestion> answered) {
        List<?> due = em.createNativeQuery("""
                select id, project_id, sealed, until < clock_timestamp() from commitment_question
                where next_look <= clock_timestamp() order by next_look limit 1 for update skip locked""").getResultList();
        if (due.isEmpty()) {
            return false;
        }
        Object[] row = (Object[]) due.get(0);
        SealedQuestion question =
                new SealedQuestion((UUID) row[0], new ProjectId((UUID) row[1]), (byte[]) row[2], (Boolean) row[3]);
        if (answered.test(question) || question.isLast()) {
            em.createNativeQuery("delete from commitment_question where id = :id")
                    .setParameter("id", question.id())
                    .executeUpdate();
        } else {
            em.createNativeQuery("""
                    update commitment_question set next_look = clock_timestamp() + cast(:again as interval)
                    where id = :id""")
                    .setParameter("again", again.toString())
                    .setParameter("id", question.id())
                    .executeUpdate();
        }
        return true;
    }
}
