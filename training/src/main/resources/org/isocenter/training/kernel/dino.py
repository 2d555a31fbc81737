class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    teacher: Tensor,
    student: Tensor,
    centre: Tensor,
    settings: Tensor) -> List[Tensor]:
    n = torch.floordiv(torch.size(teacher, 0), 2)
    views = torch.floordiv(torch.size(student, 0), n)
    centred = torch.sub(torch.to(torch.detach(teacher), 6), torch.detach(centre))
    p = torch.softmax(torch.div(centred, float(settings[1])), 1)
    q = torch.log_softmax(torch.div(torch.to(student, 6), float(settings[0])), 1)
    whole = torch.zeros_like(torch.sum(q))
    part = torch.zeros_like(whole)
    for t in range(2):
      for v in range(views):
        if v != t:
          h = torch.mul(torch.narrow(p, 0, t * n, n), torch.narrow(q, 0, v * n, n))
          pair = torch.mean(torch.sum(h, [1]))
          if v < 2:
            whole = torch.sub(whole, pair)
          else:
            part = torch.sub(part, pair)
    pairs = 2 * (views - 1)
    whole = torch.div(whole, pairs)
    part = torch.div(part, pairs)
    return [torch.add(whole, part), whole, part]
